<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="2500" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="1">
    <rules key="{sightline}">
      <rule key="{yes}" symbol="0" filter="&quot;seen&quot; = 'yes'" label="boom gezien"/>
      <rule key="{no}" symbol="1" filter="&quot;seen&quot; = 'no'" label="boom niet gezien: er staat iets in de weg"/>
      <rule key="{unknown}" symbol="2" filter="&quot;seen&quot; = 'unknown'" label="onbekend: hoogtegegevens ontbreken"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="0.5" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,114,178,255"/>
            <Option name="line_width" type="QString" value="0.2"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="213,94,0,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="3;1.5"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.3"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dot"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="0.4;1.2"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
    <orderby>
      <orderByClause asc="1" nullsFirst="1">CASE WHEN "seen" = 'yes' THEN 0 WHEN "seen" = 'no' THEN 2 ELSE 1 END</orderByClause>
    </orderby>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="seen" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="yes"/></Option><Option type="Map"><Option name="nee" type="QString" value="no"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="address_id" name="Adres"/>
    <alias index="1" field="tree_id" name="Boom"/>
    <alias index="2" field="seen" name="Gezien"/>
    <alias index="3" field="blocker" name="In de weg (pand of terrain)"/>
    <alias index="4" field="dist_m" name="Afstand (m)"/>
    <alias index="5" field="clearance_m" name="Kleinste ruimte boven wat ertussen staat (m)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="address_id" hidden="0" width="-1"/>
      <column type="field" name="tree_id" hidden="0" width="-1"/>
      <column type="field" name="seen" hidden="0" width="-1"/>
      <column type="field" name="blocker" hidden="0" width="-1"/>
      <column type="field" name="dist_m" hidden="0" width="-1"/>
      <column type="field" name="clearance_m" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Zichtlijn" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="address_id" index="0" showLabel="1"/>
      <attributeEditorField name="tree_id" index="1" showLabel="1"/>
      <attributeEditorField name="seen" index="2" showLabel="1"/>
      <attributeEditorField name="blocker" index="3" showLabel="1"/>
      <attributeEditorField name="dist_m" index="4" showLabel="1"/>
      <attributeEditorField name="clearance_m" index="5" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"tree_id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% CASE WHEN "seen" = 'yes' THEN '<span style="color:#0072B2">Boom gezien</span>' WHEN "seen" = 'no' THEN '<span style="color:#D55E00">Boom niet gezien</span>' ELSE '<span style="color:#555555">Onbekend of de boom te zien is</span>' END %]</b><br>
Boom [% replace(coalesce("tree_id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %] op [% coalesce(format_number("dist_m", 1, 'nl'), '?') %] m van adres [% replace(coalesce("address_id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]<br>
[% CASE WHEN "blocker" = 'terrain' THEN 'In de weg: het terrein<br>' WHEN "blocker" IS NOT NULL THEN 'In de weg: pand ' || replace(coalesce("blocker",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) || '<br>' ELSE '' END %]
[% CASE WHEN "clearance_m" < 0 THEN 'De lijn gaat ' || format_number(0 - "clearance_m", 1, 'nl') || ' m onder de rand door' WHEN "clearance_m" IS NOT NULL THEN 'De lijn gaat ' || format_number("clearance_m", 1, 'nl') || ' m vrij over wat ertussen staat' ELSE '' END %]</div>]]></mapTip>
</qgis>
