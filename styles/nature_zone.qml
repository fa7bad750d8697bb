<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{nature_zone}">
      <rule key="{zone}" symbol="0" filter="&quot;class&quot; = &#x27;natuurzone&#x27; AND coalesce(&quot;subclass&quot;, &#x27;green&#x27;) = &#x27;green&#x27; AND &quot;status&quot; = &#x27;decided&#x27;" label="natuurzone (vastgesteld)"/>
      <rule key="{water}" symbol="1" filter="&quot;class&quot; = &#x27;natuurzone&#x27; AND &quot;subclass&quot; = &#x27;blue&#x27; AND &quot;status&quot; = &#x27;decided&#x27;" label="natuurzone: water (vastgesteld)"/>
      <rule key="{use}" symbol="2" filter="&quot;class&quot; = &#x27;functionele_natuur&#x27; AND &quot;status&quot; = &#x27;decided&#x27;" label="functionele natuur (vastgesteld)"/>
      <rule key="{greenlink}" symbol="3" filter="&quot;class&quot; = &#x27;natuurverbinding&#x27; AND coalesce(&quot;subclass&quot;, &#x27;green&#x27;) = &#x27;green&#x27; AND &quot;status&quot; = &#x27;decided&#x27;" label="lokale natuurverbinding: groen (vastgesteld)"/>
      <rule key="{bluelink}" symbol="4" filter="&quot;class&quot; = &#x27;natuurverbinding&#x27; AND &quot;subclass&quot; = &#x27;blue&#x27; AND &quot;status&quot; = &#x27;decided&#x27;" label="lokale natuurverbinding: blauw (vastgesteld)"/>
      <rule key="{zone_candidate}" symbol="5" filter="&quot;class&quot; = &#x27;natuurzone&#x27; AND coalesce(&quot;subclass&quot;, &#x27;green&#x27;) = &#x27;green&#x27; AND &quot;status&quot; = &#x27;candidate&#x27;" label="natuurzone (kandidaat)"/>
      <rule key="{water_candidate}" symbol="6" filter="&quot;class&quot; = &#x27;natuurzone&#x27; AND &quot;subclass&quot; = &#x27;blue&#x27; AND &quot;status&quot; = &#x27;candidate&#x27;" label="natuurzone: water (kandidaat)"/>
      <rule key="{use_candidate}" symbol="7" filter="&quot;class&quot; = &#x27;functionele_natuur&#x27; AND &quot;status&quot; = &#x27;candidate&#x27;" label="functionele natuur (kandidaat)"/>
      <rule key="{greenlink_candidate}" symbol="8" filter="&quot;class&quot; = &#x27;natuurverbinding&#x27; AND coalesce(&quot;subclass&quot;, &#x27;green&#x27;) = &#x27;green&#x27; AND &quot;status&quot; = &#x27;candidate&#x27;" label="lokale natuurverbinding: groen (kandidaat)"/>
      <rule key="{bluelink_candidate}" symbol="9" filter="&quot;class&quot; = &#x27;natuurverbinding&#x27; AND &quot;subclass&quot; = &#x27;blue&#x27; AND &quot;status&quot; = &#x27;candidate&#x27;" label="lokale natuurverbinding: blauw (kandidaat)"/>
      <rule key="{unknown}" symbol="10" filter="&quot;class&quot; = &#x27;onbekend&#x27;" label="onbekend: geen regel past"/>
      <rule key="{protected}" symbol="11" filter="&quot;protected&quot; &gt;= 50" label="ligt voor de helft of meer in beschermd gebied"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,95,70,200"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,95,70,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,80,150,200"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,80,150,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="200,170,0,200"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="200,170,0,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="120,180,50,200"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="120,180,50,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="86,180,233,200"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="86,180,233,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,95,70,55"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,95,70,255"/>
            <Option name="outline_style" type="QString" value="dash"/>
            <Option name="outline_width" type="QString" value="0.18"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="line_width" type="QString" value="0.3"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@5@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="line_color" type="QString" value="0,95,70,255"/>
                <Option name="line_width" type="QString" value="0.3"/>
                <Option name="line_width_unit" type="QString" value="MM"/>
                <Option name="line_style" type="QString" value="solid"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="6" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,80,150,55"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,80,150,255"/>
            <Option name="outline_style" type="QString" value="dash"/>
            <Option name="outline_width" type="QString" value="0.18"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="135"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="line_width" type="QString" value="0.3"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@6@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="line_color" type="QString" value="0,80,150,255"/>
                <Option name="line_width" type="QString" value="0.3"/>
                <Option name="line_width_unit" type="QString" value="MM"/>
                <Option name="line_style" type="QString" value="solid"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="7" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="200,170,0,55"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="200,170,0,255"/>
            <Option name="outline_style" type="QString" value="dash"/>
            <Option name="outline_width" type="QString" value="0.18"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="line_width" type="QString" value="0.3"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@7@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="line_color" type="QString" value="200,170,0,255"/>
                <Option name="line_width" type="QString" value="0.3"/>
                <Option name="line_width_unit" type="QString" value="MM"/>
                <Option name="line_style" type="QString" value="solid"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="8" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="120,180,50,55"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="120,180,50,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.18"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="135"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="line_width" type="QString" value="0.3"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@8@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="line_color" type="QString" value="120,180,50,255"/>
                <Option name="line_width" type="QString" value="0.3"/>
                <Option name="line_width_unit" type="QString" value="MM"/>
                <Option name="line_style" type="QString" value="solid"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="9" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="86,180,233,55"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="86,180,233,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.18"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="line_width" type="QString" value="0.3"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@9@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="line_color" type="QString" value="86,180,233,255"/>
                <Option name="line_width" type="QString" value="0.3"/>
                <Option name="line_width_unit" type="QString" value="MM"/>
                <Option name="line_style" type="QString" value="solid"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="10" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="0"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="line_width" type="QString" value="0.2"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@10@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="line_color" type="QString" value="90,90,90,255"/>
                <Option name="line_width" type="QString" value="0.2"/>
                <Option name="line_width_unit" type="QString" value="MM"/>
                <Option name="line_style" type="QString" value="solid"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="11" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="1">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="120,60,120,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.8"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{zone}" description="zone" filter='&quot;class&quot; = &#x27;natuurzone&#x27; AND &quot;area_m2&quot; &gt; 5000' scalemaxdenom="30000">
      <settings calloutType="simple">
        <text-style fieldName="CASE WHEN &quot;class&quot; = &#x27;natuurzone&#x27; THEN &#x27;natuurzone&#x27; WHEN &quot;class&quot; = &#x27;functionele_natuur&#x27; THEN &#x27;functionele natuur&#x27; WHEN &quot;class&quot; = &#x27;natuurverbinding&#x27; THEN &#x27;lokale natuurverbinding&#x27; WHEN &quot;class&quot; = &#x27;matrix&#x27; THEN &#x27;matrix&#x27; WHEN &quot;class&quot; = &#x27;onbekend&#x27; THEN &#x27;onbekend&#x27; ELSE &#x27;&#x27; END || CASE WHEN &quot;status&quot; = &#x27;candidate&#x27; THEN &#x27; (kandidaat)&#x27; ELSE &#x27;&#x27; END || &#x27;\n&#x27; || CASE WHEN &quot;area_m2&quot; &gt;= 10000 THEN format_number(&quot;area_m2&quot; / 10000, 1, &#x27;nl&#x27;) || &#x27; ha&#x27; ELSE format_number(&quot;area_m2&quot;, 0, &#x27;nl&#x27;) || &#x27; m²&#x27; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="0,60,45,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="class" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="natuurzone" type="QString" value="natuurzone"/></Option><Option type="Map"><Option name="functionele natuur" type="QString" value="functionele_natuur"/></Option><Option type="Map"><Option name="lokale natuurverbinding" type="QString" value="natuurverbinding"/></Option><Option type="Map"><Option name="matrix" type="QString" value="matrix"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="onbekend"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="subclass" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="groen" type="QString" value="green"/></Option><Option type="Map"><Option name="blauw" type="QString" value="blue"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="status" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="vastgesteld" type="QString" value="decided"/></Option><Option type="Map"><Option name="kandidaat" type="QString" value="candidate"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="management_advised" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="bloemrijk gras" type="QString" value="bloemrijk_gras"/></Option><Option type="Map"><Option name="natuurvriendelijke oever" type="QString" value="natuurvriendelijke_oever"/></Option><Option type="Map"><Option name="begrazing (schapen)" type="QString" value="begrazing"/></Option><Option type="Map"><Option name="behouden" type="QString" value="behouden"/></Option><Option type="Map"><Option name="gebruiksgras" type="QString" value="gebruiksgras"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="data_edge" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="1"/></Option><Option type="Map"><Option name="nee" type="QString" value="0"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Zone (laagste sleutel van de vlakken)"/>
    <alias index="1" field="class" name="Klasse"/>
    <alias index="2" field="subclass" name="Groen of blauw"/>
    <alias index="3" field="status" name="Status"/>
    <alias index="4" field="decided_by" name="Vastgesteld door"/>
    <alias index="5" field="decided_on" name="Vastgesteld op"/>
    <alias index="6" field="members" name="Vlakken waaruit de zone bestaat"/>
    <alias index="7" field="area_m2" name="Oppervlakte (m²)"/>
    <alias index="8" field="core_area_m2" name="Kern (m²)"/>
    <alias index="9" field="width_mean_m" name="Gemiddelde breedte (m)"/>
    <alias index="10" field="compactness" name="Compactheid (1 is een cirkel)"/>
    <alias index="11" field="management" name="Beheer nu (grootste deel)"/>
    <alias index="12" field="management_advised" name="Beheer dat past (grootste deel)"/>
    <alias index="13" field="management_reason" name="Reden"/>
    <alias index="14" field="protected" name="Beschermd gebied (% van de zone)"/>
    <alias index="15" field="data_edge" name="Reikt tot waar de gegevens ophouden"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="class" hidden="0" width="-1"/>
      <column type="field" name="subclass" hidden="0" width="-1"/>
      <column type="field" name="status" hidden="0" width="-1"/>
      <column type="field" name="decided_by" hidden="0" width="-1"/>
      <column type="field" name="decided_on" hidden="0" width="-1"/>
      <column type="field" name="members" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="field" name="core_area_m2" hidden="0" width="-1"/>
      <column type="field" name="width_mean_m" hidden="0" width="-1"/>
      <column type="field" name="compactness" hidden="0" width="-1"/>
      <column type="field" name="management" hidden="0" width="-1"/>
      <column type="field" name="management_advised" hidden="0" width="-1"/>
      <column type="field" name="management_reason" hidden="0" width="-1"/>
      <column type="field" name="protected" hidden="0" width="-1"/>
      <column type="field" name="data_edge" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Zone" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="class" index="1" showLabel="1"/>
      <attributeEditorField name="subclass" index="2" showLabel="1"/>
      <attributeEditorField name="status" index="3" showLabel="1"/>
      <attributeEditorField name="decided_by" index="4" showLabel="1"/>
      <attributeEditorField name="decided_on" index="5" showLabel="1"/>
      <attributeEditorField name="protected" index="14" showLabel="1"/>
      <attributeEditorField name="data_edge" index="15" showLabel="1"/>
      <attributeEditorField name="id" index="0" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Maten" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="area_m2" index="7" showLabel="1"/>
      <attributeEditorField name="core_area_m2" index="8" showLabel="1"/>
      <attributeEditorField name="width_mean_m" index="9" showLabel="1"/>
      <attributeEditorField name="compactness" index="10" showLabel="1"/>
      <attributeEditorField name="members" index="6" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Beheer" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="management" index="11" showLabel="1"/>
      <attributeEditorField name="management_advised" index="12" showLabel="1"/>
      <attributeEditorField name="management_reason" index="13" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% CASE WHEN "class" = 'natuurzone' THEN 'natuurzone' WHEN "class" = 'functionele_natuur' THEN 'functionele natuur' WHEN "class" = 'natuurverbinding' THEN 'lokale natuurverbinding' WHEN "class" = 'matrix' THEN 'matrix' WHEN "class" = 'onbekend' THEN 'onbekend' ELSE '' END || CASE WHEN "status" = 'candidate' THEN ' (kandidaat)' ELSE '' END %]</b> [% CASE WHEN "area_m2" >= 10000 THEN format_number("area_m2" / 10000, 1, 'nl') || ' ha' ELSE format_number("area_m2", 0, 'nl') || ' m²' END %]<br>
[% CASE WHEN "status" = 'decided' THEN 'Vastgesteld' || CASE WHEN "decided_by" <> '' THEN ' door ' || replace(coalesce("decided_by",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) ELSE '' END || CASE WHEN "decided_on" <> '' THEN ' op ' || replace(coalesce("decided_on",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) ELSE '' END ELSE 'Afgeleid uit de kaart: geen aanwijzing' END %]<br>
Kern [% CASE WHEN "core_area_m2" >= 10000 THEN format_number("core_area_m2" / 10000, 1, 'nl') || ' ha' ELSE format_number("core_area_m2", 0, 'nl') || ' m²' END %], gemiddeld [% format_number("width_mean_m", 1, 'nl') %] m breed[% CASE WHEN "protected" > 0 THEN ', ' || format_number("protected", 0, 'nl') || ' % beschermd gebied' ELSE '' END %]<br>
[% CASE WHEN "management_advised" IS NOT NULL THEN 'Beheer dat past: ' || CASE WHEN "management_advised" = 'bloemrijk_gras' THEN 'bloemrijk gras' WHEN "management_advised" = 'natuurvriendelijke_oever' THEN 'natuurvriendelijke oever' WHEN "management_advised" = 'begrazing' THEN 'begrazing (schapen)' WHEN "management_advised" = 'behouden' THEN 'behouden' WHEN "management_advised" = 'gebruiksgras' THEN 'gebruiksgras' ELSE '' END ELSE '' END %]<br>
Sleutel [% replace(coalesce("id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
